using Longhand.Api;
using Longhand.Cli;
using Longhand.Dashboard;
using Longhand.Health;
using Longhand.Hosting;
using Longhand.Intake;
using Longhand.Jobs;
using Longhand.Journey;
using Longhand.Media;
using Longhand.Recognition;
using Longhand.Splitting;
using Longhand.Storage;
using Longhand.Upkeep;

var longhand = new LonghandCommand(
    new ServeCommand(Serve), new SubmitCommand(), new TranscriptCommand(), new ListCommand(), ControlCommand.Pause(),
    new ResumeCommand(), ControlCommand.Cancel(), ControlCommand.Retry(), new DeleteCommand(), new QueueCommand(),
    new SplitCommand());
return await longhand.RunAsync(args, Console.Out, Console.Error);

static async Task<int> Serve(ServeSettings settings, CancellationToken cancellationToken)
{
    var builder = WorkerHost.CreateBuilder(settings);
    builder.Services
        .AddStorage(builder.Configuration)
        .AddMedia(builder.Configuration)
        .AddSplitting(builder.Configuration)
        .AddRecognition(builder.Configuration)
        .AddJourney(builder.Configuration)
        .AddJobs(builder.Configuration, settings.RunsJobs)
        .AddIntake(builder.Configuration)
        .AddUpkeep(builder.Configuration)
        .AddApi(builder.Configuration)
        .AddDashboard()
        .AddHealth();
    await using var app = builder.Build();
    app.UseProblems();
    app.MapApi();
    app.MapDashboard();
    app.MapHealth();
    return await WorkerHost.ServeAsync(app, cancellationToken);
}
