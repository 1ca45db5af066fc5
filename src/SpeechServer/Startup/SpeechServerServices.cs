using Longhand.SherpaOnnx;
using Longhand.SpeechServer.Api;
using Longhand.SpeechServer.Audio;
using Longhand.SpeechServer.Engine;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace Longhand.SpeechServer.Startup;

internal static class SpeechServerServices
{
    public static void AddSpeechServer(this IServiceCollection services)
    {
        services.AddOptionsWithValidateOnStart<SpeechServerOptions>().BindConfiguration(SpeechServerOptions.Section);
        services.AddSingleton<IValidateOptions<SpeechServerOptions>, SpeechServerOptionsValidator>();
        services.AddSingleton<IValidateOptions<SpeechServerOptions>, ListeningAddressValidator>();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(provider =>
            SpeechModels.Find(provider.GetRequiredService<IOptions<SpeechServerOptions>>().Value.Models));
        services.AddSingleton<AudioDecoder>();
        services.AddSingleton<EngineState>();
        services.AddSingleton<BearerKey>();
        services.AddSingleton<RequestGate>();
        services.AddScoped<RequestFacts>();
        services.AddHostedService<EngineLoading>();
        // The upload's own limit is kept while it is read; Kestrel's would cut the connection before the answer is read.
        services.Configure<KestrelServerOptions>(kestrel => kestrel.Limits.MaxRequestBodySize = null);
    }
}
