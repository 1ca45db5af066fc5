using Microsoft.Extensions.Options;

namespace Longhand.Recognition;

[OptionsValidator]
internal sealed partial class RecognitionOptionsValidator : IValidateOptions<RecognitionOptions>;
