using Microsoft.Extensions.Options;

namespace Longhand.Splitting;

[OptionsValidator]
internal sealed partial class SplittingOptionsValidator : IValidateOptions<SplittingOptions>;
