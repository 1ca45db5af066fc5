using Microsoft.Extensions.Options;

namespace Longhand.Recognition;

[OptionsValidator]
internal sealed partial class ModelProfileValidator : IValidateOptions<ModelProfile>;
