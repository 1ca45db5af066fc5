namespace Longhand.SherpaOnnx;

/// <summary>One file of the speech engine, as it must be: the models folder's lock file pins the same bytes.</summary>
internal sealed record ModelFile(string Path, string Sha256)
{
    public static readonly ModelFile OnnxRuntime = new(
        "sherpa-onnx-linux-x64/libonnxruntime.so",
        "4b3607aebd1784b26b6f9b20e4bd974c7ab8287043e4d095cb7d2cb40b5e566e");

    public static readonly ModelFile SherpaOnnx = new(
        "sherpa-onnx-linux-x64/libsherpa-onnx-c-api.so",
        "b1019f8c9583e3e576c2ba6032b580677fcf6e2230c241a8b423c65aceded021");

    public static readonly ModelFile MoonshineEncoder = new(
        "@usefulsensors/moonshine-js/dist/model/base/quantized/encoder_model.onnx",
        "1dd9ab0a7f987113d30affcba5a068d11c8f90fa0223caa3e491ade431ad9751");

    public static readonly ModelFile MoonshineDecoder = new(
        "@usefulsensors/moonshine-js/dist/model/base/quantized/decoder_model_merged.onnx",
        "cc9f3cd6698a369c6008b41aa60aa3fb3322e7f03c9bdf19d8e6b7200afca4f3");

    public static readonly ModelFile LlamaTokenizer = new(
        "llama-tokenizer-js/llama-tokenizer.js",
        "34a7b9f7579d40486444590c37cba6564ef40c3dd98ecdfc2f7c886ae72c898d");

    public static readonly ModelFile SileroVad = new(
        "@ricky0123/vad-web/dist/silero_vad_v6.onnx",
        "1a153a22f4509e292a94e67d6f9b85e8deb25b4988682b7e174c65279d8788e3");
}
