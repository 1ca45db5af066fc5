using Microsoft.Extensions.Options;

namespace Longhand.Api;

[OptionsValidator]
internal sealed partial class ApiOptionsValidator : IValidateOptions<ApiOptions>;
