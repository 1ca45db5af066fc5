using Microsoft.Extensions.Options;

namespace Longhand.SpeechServer;

[OptionsValidator]
internal sealed partial class SpeechServerOptionsValidator : IValidateOptions<SpeechServerOptions>;
