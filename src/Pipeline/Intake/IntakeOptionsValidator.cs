using Microsoft.Extensions.Options;

namespace Longhand.Intake;

[OptionsValidator]
internal sealed partial class IntakeOptionsValidator : IValidateOptions<IntakeOptions>;
