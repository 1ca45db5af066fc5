using Microsoft.Extensions.Options;

namespace Longhand.Media;

[OptionsValidator]
internal sealed partial class MediaOptionsValidator : IValidateOptions<MediaOptions>;
