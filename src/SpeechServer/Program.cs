using Longhand.SpeechServer.Startup;

// The host handles Ctrl-C and SIGTERM itself, and finishes the requests it has.
return await SpeechServerCommand.Create(SpeechServerHost.RunAsync)
    .Parse(args)
    .InvokeAsync(new() { ProcessTerminationTimeout = null }, CancellationToken.None);
