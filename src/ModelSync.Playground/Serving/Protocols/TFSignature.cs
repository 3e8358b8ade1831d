using System.Text.Json;

namespace ModelSync.Playground.Serving.Protocols;

/// <summary>The signature that models say they have: any numbers in, one number for each row out.</summary>
internal static class TFSignature
{
    public static void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("signature_def");
        writer.WriteStartObject("signature_def");
        writer.WriteStartObject("serving_default");
        WriteTensor(writer, "inputs", "input", "DT_FLOAT", "serving_default_input:0", dimensions: 2);
        WriteTensor(writer, "outputs", "output", "DT_DOUBLE", "StatefulPartitionedCall:0", dimensions: 1);
        writer.WriteString("method_name", "tensorflow/serving/predict");
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteTensor(Utf8JsonWriter writer, string list, string key, string type, string name, int dimensions)
    {
        writer.WriteStartObject(list);
        writer.WriteStartObject(key);
        writer.WriteString("dtype", type);
        writer.WriteStartObject("tensor_shape");
        writer.WriteStartArray("dim");
        for (var i = 0; i < dimensions; i++)
        {
            writer.WriteStartObject();
            writer.WriteString("size", "-1");
            writer.WriteString("name", "");
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteBoolean("unknown_rank", false);
        writer.WriteEndObject();
        writer.WriteString("name", name);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
