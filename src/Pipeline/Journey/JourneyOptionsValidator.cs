using Microsoft.Extensions.Options;

namespace Longhand.Journey;

[OptionsValidator]
internal sealed partial class JourneyOptionsValidator : IValidateOptions<JourneyOptions>;
