using Microsoft.Extensions.Options;

namespace Longhand.Storage;

[OptionsValidator]
internal sealed partial class StorageOptionsValidator : IValidateOptions<StorageOptions>;
