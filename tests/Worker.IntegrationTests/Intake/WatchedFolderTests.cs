using System.Diagnostics;
using Longhand.Intake;
using Longhand.IntegrationTests.Media;
using Longhand.Recordings;
using Longhand.Storage;
using Longhand.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Longhand.IntegrationTests.Intake;

public sealed class WatchedFolderTests(PostgresCluster cluster)
{
    private static readonly (string Name, string Value) Transcribe = ("Intake:SameContent", "Transcribe");

    [Fact]
    public async Task A_whole_file_is_taken_once_and_put_aside_with_its_folders()
    {
        var token = TestContext.Current.CancellationToken;
        await using var folder = await DropFolder.CreateAsync(cluster, token);
        await folder.WatchAsync(token);

        await folder.DropAsync("monday/board.wav", token);
        await Eventually.IsAsync(() => File.Exists(folder.At("accepted/monday/board.wav")), "accepted", token);

        var recording = (await folder.RecordingsAsync(token)).ShouldHaveSingleItem();
        recording.Name.ShouldBe("board.wav");
        recording.Door.ShouldBe(RecordingDoor.Folder);
        recording.Source.ShouldBe(folder.At("monday/board.wav"));
        await Eventually.IsAsync(
            () => !Directory.EnumerateFileSystemEntries(folder.At(".taking")).Any(), "nothing is left of it", token);
    }

    [Fact]
    public async Task The_same_file_dropped_again_is_another_recording_where_that_is_asked_for()
    {
        var token = TestContext.Current.CancellationToken;
        await using var folder = await DropFolder.CreateAsync(cluster, token);
        await folder.WatchAsync(token, settings: Transcribe);

        await folder.DropAsync("note.wav", token);
        await Eventually.IsAsync(() => File.Exists(folder.At("accepted/note.wav")), "accepted", token);
        await folder.DropAsync("note.wav", token);
        await Eventually.IsAsync(() => File.Exists(folder.At("accepted/note (2).wav")), "accepted again", token);

        (await folder.RecordingsAsync(token)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_file_whose_content_is_here_already_is_put_aside_and_makes_no_recording()
    {
        var token = TestContext.Current.CancellationToken;
        await using var folder = await DropFolder.CreateAsync(cluster, token);
        await folder.WatchAsync(token);
        await folder.DropAsync("note.wav", token);
        await Eventually.IsAsync(() => File.Exists(folder.At("accepted/note.wav")), "accepted", token);

        await folder.DropAsync("copy of note.wav", token);
        await Eventually.IsAsync(() => File.Exists(folder.At("accepted/copy of note.wav")), "put aside", token);

        var recording = (await folder.RecordingsAsync(token)).ShouldHaveSingleItem();
        recording.Name.ShouldBe("note.wav");
        Directory.GetFiles(folder.AudioFolder).Select(Path.GetFileName).ShouldBe([recording.AudioKey]);
        Directory.EnumerateFileSystemEntries(folder.At(".taking")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_crash_before_a_known_file_is_put_aside_neither_loses_it_nor_makes_a_recording_of_it()
    {
        var token = TestContext.Current.CancellationToken;
        await using var folder = await DropFolder.CreateAsync(cluster, token);
        await folder.WatchAsync(token);
        await folder.DropAsync("note.wav", token);
        await Eventually.IsAsync(() => File.Exists(folder.At("accepted/note.wav")), "accepted", token);

        // As a crash leaves it: taken under an id that no row has, because another recording has its content.
        var id = RecordingId.New(TimeProvider.System);
        await folder.DropAsync($"../claim/{id}/copy.wav", token);
        Directory.Move(folder.At($"../claim/{id}"), folder.At($".taking/{id}"));
        await Eventually.IsAsync(() => File.Exists(folder.At("accepted/copy.wav")), "put aside", token);

        (await folder.RecordingsAsync(token)).ShouldHaveSingleItem().Id.ShouldNotBe(id);
        Directory.EnumerateFileSystemEntries(folder.At(".taking")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("failed")]
    [InlineData("cancelled")]
    public async Task A_file_whose_recording_came_to_nothing_is_taken_in_anew(string status)
    {
        var token = TestContext.Current.CancellationToken;
        await using var folder = await DropFolder.CreateAsync(cluster, token);
        await folder.WatchAsync(token);
        await folder.DropAsync("note.wav", token);
        await Eventually.IsAsync(() => File.Exists(folder.At("accepted/note.wav")), "accepted", token);
        await folder.ExecuteAsync(
            $"update recordings set status = '{status}', error = 'came to nothing', finished_at = now()", token);

        await folder.DropAsync("note.wav", token);
        await Eventually.IsAsync(() => File.Exists(folder.At("accepted/note (2).wav")), "accepted again", token);

        (await folder.RecordingsAsync(token)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_is_no_audio_is_rejected_with_the_reason_beside_it()
    {
        var token = TestContext.Current.CancellationToken;
        await using var folder = await DropFolder.CreateAsync(cluster, token);
        await folder.WatchAsync(token);

        await File.WriteAllTextAsync(folder.At("minutes.mp3"), "These are no sounds.", token);
        await File.WriteAllTextAsync(folder.At("empty.mp3"), "", token);
        await Eventually.IsAsync(
            () => File.Exists(folder.At("rejected/minutes.mp3")) && File.Exists(folder.At("rejected/empty.mp3")), "rejected", token);

        (await File.ReadAllTextAsync(folder.At("rejected/minutes.mp3.reason.txt"), token)).ShouldContain("minutes.mp3");
        (await File.ReadAllTextAsync(folder.At("rejected/empty.mp3.reason.txt"), token)).ShouldContain("empty");
        (await folder.RecordingsAsync(token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_that_is_still_being_written_waits_until_it_is_whole()
    {
        var token = TestContext.Current.CancellationToken;
        await using var folder = await DropFolder.CreateAsync(cluster, token);
        var whole = folder.At("../whole.wav");
        await DropFolder.MakeSoundAsync(whole, token);
        var bytes = await File.ReadAllBytesAsync(whole, token);
        await folder.WatchAsync(token, settleTime: "00:00:01");

        // Slower than the look and faster than the settle time, as a copy over a network is.
        await using (var copy = new FileStream(folder.At("slow.wav"), FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite))
        {
            foreach (var piece in bytes.Chunk((bytes.Length / 8) + 1))
            {
                await copy.WriteAsync(piece, token);
                await copy.FlushAsync(token);
                await Task.Delay(250, token);
            }
        }

        await Eventually.IsAsync(() => File.Exists(folder.At("accepted/slow.wav")), "accepted", token);
        (await folder.RecordingsAsync(token)).ShouldHaveSingleItem().SizeBytes.ShouldBe(bytes.Length);
    }

    [Fact]
    public async Task A_crash_between_acceptance_and_putting_aside_makes_no_second_recording()
    {
        var token = TestContext.Current.CancellationToken;
        await using var folder = await DropFolder.CreateAsync(cluster, token);
        await folder.WatchAsync(token);
        await folder.DropAsync("note.wav", token);
        await Eventually.IsAsync(() => File.Exists(folder.At("accepted/note.wav")), "accepted", token);
        var id = (await folder.RecordingsAsync(token)).ShouldHaveSingleItem().Id;

        // As a crash leaves it: taken under its id, with its row committed, and not moved on.
        Directory.CreateDirectory(folder.At($"../claim/{id}"));
        File.Move(folder.At("accepted/note.wav"), folder.At($"../claim/{id}/note.wav"));
        Directory.Move(folder.At($"../claim/{id}"), folder.At($".taking/{id}"));
        await Eventually.IsAsync(() => File.Exists(folder.At("accepted/note.wav")), "put aside", token);

        (await folder.RecordingsAsync(token)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_crash_before_acceptance_loses_nothing()
    {
        var token = TestContext.Current.CancellationToken;
        await using var folder = await DropFolder.CreateAsync(cluster, token);
        var id = RecordingId.New(TimeProvider.System);
        await folder.DropAsync($".taking/{id}/note.wav", token);

        await folder.WatchAsync(token);
        await Eventually.IsAsync(() => File.Exists(folder.At("accepted/note.wav")), "accepted", token);

        (await folder.RecordingsAsync(token)).ShouldHaveSingleItem().Id.ShouldBe(id);
    }

    [Fact]
    public async Task Nodes_that_share_a_folder_take_each_file_once()
    {
        var token = TestContext.Current.CancellationToken;
        await using var folder = await DropFolder.CreateAsync(cluster, token);
        await folder.WatchAsync(token, settings: Transcribe);
        await folder.WatchAsync(token, settings: Transcribe);

        foreach (var number in Enumerable.Range(1, 8))
            await folder.DropAsync($"{number}.wav", token);
        await Eventually.IsAsync(
            () => Directory.Exists(folder.At("accepted")) && Directory.GetFiles(folder.At("accepted")).Length == 8, "all accepted", token);

        (await folder.RecordingsAsync(token)).Select(recording => recording.Name).Order()
            .ShouldBe(Enumerable.Range(1, 8).Select(number => $"{number}.wav"));
    }

    [Fact]
    public async Task Nodes_that_share_a_folder_make_one_recording_of_one_content()
    {
        var token = TestContext.Current.CancellationToken;
        await using var folder = await DropFolder.CreateAsync(cluster, token);
        await folder.WatchAsync(token);
        await folder.WatchAsync(token);

        foreach (var number in Enumerable.Range(1, 8))
            await folder.DropAsync($"{number}.wav", token);
        await Eventually.IsAsync(
            () => Directory.Exists(folder.At("accepted")) && Directory.GetFiles(folder.At("accepted")).Length == 8, "all put aside", token);

        var recording = (await folder.RecordingsAsync(token)).ShouldHaveSingleItem();
        Directory.GetFiles(folder.AudioFolder).Select(Path.GetFileName).ShouldBe([recording.AudioKey]);
    }

    [Fact]
    public async Task Unfinished_files_hidden_ones_and_links_are_left_alone()
    {
        var token = TestContext.Current.CancellationToken;
        await using var folder = await DropFolder.CreateAsync(cluster, token);
        await folder.DropAsync("upload.wav.part", token);
        await folder.DropAsync(".hidden.wav", token);
        await folder.DropAsync("../outside.wav", token);
        File.CreateSymbolicLink(folder.At("link.wav"), folder.At("../outside.wav"));
        await folder.WatchAsync(token);

        await folder.DropAsync("last.wav", token);
        await Eventually.IsAsync(() => File.Exists(folder.At("accepted/last.wav")), "the last one accepted", token);

        (await folder.RecordingsAsync(token)).ShouldHaveSingleItem().Name.ShouldBe("last.wav");
        File.Exists(folder.At("upload.wav.part")).ShouldBeTrue();
        File.Exists(folder.At(".hidden.wav")).ShouldBeTrue();
        File.Exists(folder.At("link.wav")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_pipe_in_the_folder_holds_nobody_up()
    {
        var token = TestContext.Current.CancellationToken;
        await using var folder = await DropFolder.CreateAsync(cluster, token);
        using (var make = Process.Start("mkfifo", [folder.At("pipe.wav")]))
            await make.WaitForExitAsync(token);
        await folder.WatchAsync(token);

        await Eventually.IsAsync(
            () => Directory.Exists(folder.At("rejected"))
                && Directory.GetFileSystemEntries(folder.At("rejected")).Length > 0,
            "the pipe put aside",
            token);
        await folder.DropAsync("after.wav", token);

        await Eventually.IsAsync(() => File.Exists(folder.At("accepted/after.wav")), "accepted", token);
    }

    [Fact]
    public async Task Trouble_of_any_kind_is_outlived()
    {
        var token = TestContext.Current.CancellationToken;
        await using var folder = await DropFolder.CreateAsync(cluster, token);
        await folder.WatchAsync(token, replace: services => services.AddSingleton<IDbContextFactory<LonghandDb>>(provider =>
            new StumblingDatabases(
                provider.GetRequiredService<DbContextOptions<LonghandDb>>(),
                new TimeoutException("ffprobe did not end."),
                new InvalidOperationException("A transient failure.", new NpgsqlException("gone")),
                new OperationCanceledException("of a time limit"))));

        await folder.DropAsync("note.wav", token);
        await Eventually.IsAsync(() => File.Exists(folder.At("accepted/note.wav")), "accepted", token);

        (await folder.RecordingsAsync(token)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_killed_ffprobe_neither_loses_nor_refuses_a_file()
    {
        var token = TestContext.Current.CancellationToken;
        await using var folder = await DropFolder.CreateAsync(cluster, token);
        using var probe = new SubstituteProbe(
            $"""
            echo again >> '{folder.At("../calls")}'
            [ "$(wc -l < '{folder.At("../calls")}')" -gt 2 ] || kill -9 $$
            exec ffprobe "$@"
            """);
        await folder.WatchAsync(token, settings: ("Media:FfprobePath", probe.Path));

        await folder.DropAsync("note.wav", token);
        await Eventually.IsAsync(() => File.Exists(folder.At("accepted/note.wav")), "accepted", token);

        (await File.ReadAllLinesAsync(folder.At("../calls"), token)).Length.ShouldBe(3);
        var recording = (await folder.RecordingsAsync(token)).ShouldHaveSingleItem();
        Directory.GetFiles(folder.AudioFolder).Select(Path.GetFileName).ShouldBe([recording.AudioKey]);
        Directory.GetFiles(folder.At("rejected")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_received_twice_under_one_id_is_one_recording_whose_sound_stays()
    {
        var token = TestContext.Current.CancellationToken;
        await using var folder = await DropFolder.CreateAsync(cluster, token);
        var host = await folder.WatchAsync(token);
        var sound = folder.At("../sound.wav");
        await DropFolder.MakeSoundAsync(sound, token);
        var id = RecordingId.New(TimeProvider.System);

        foreach (var _ in Enumerable.Range(0, 2))
        {
            await using var content = File.OpenRead(sound);
            (await host.Services.GetRequiredService<RecordingIntake>()
                .ReceiveAsync(new IncomingRecording("sound.wav", RecordingDoor.Folder, null, content) { Id = id }, token))
                .ShouldBe(new IntakeResult.Accepted(id));
        }

        var recording = (await folder.RecordingsAsync(token)).ShouldHaveSingleItem();
        Directory.GetFiles(folder.AudioFolder).Select(Path.GetFileName).ShouldBe([recording.AudioKey]);
    }
}
