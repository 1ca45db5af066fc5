using Microsoft.Extensions.Options;

namespace Longhand.Upkeep;

[OptionsValidator]
internal sealed partial class UpkeepOptionsValidator : IValidateOptions<UpkeepOptions>;
