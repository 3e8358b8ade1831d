using System.Text.Json.Nodes;
using ModelSync.Api.Schema;

namespace ModelSync.Api.Corpus.Mutation;

/// <summary>Values that a schema allows, and some that it does not.</summary>
internal sealed class RandomValues(Dice dice)
{
    private const int DeepestOptional = 3;
    private const string Hex = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    // Whatever rules and patterns look at: most of it is right in one field and wrong in all the others.
    private static readonly string[] Texts =
    [
        "a", "fraud", "local", "prod", "http", "metrics", "a--b", "8080", "Fraud", "a b", "a.b", "-a", "", "é", "modelsync.io/x",
        "1.0.0", "2.3.1-rc.1+data.7", "1.0", "1.0.0-data.7", "1.0.0-rc-", "01.0.0", "1.0.0+build", "1.0.0\n",
        "0", "1", "0.5", "-0.1", "1.0", "95", "1e3", "NaN", "000.10", "25%", "100%", "101%", "64Gi", "500m",
        "sha256:" + Hex, Hex, "sha512:" + Hex,
        "oci://registry.example/models/fraud:1", "oci://registry.example/m@sha256:" + Hex, "registry.example:5000/a/b:1", "https://a.example/x", "https://u:p@a.example/x",
        "http://127.0.0.1/", "http://[::1]:9090", "http://169.254.169.254/latest", "http://metadata.google.internal", "https://kubernetes.default.svc/api", "ftp://a.example/",
        "pvc://claim/x", "s3://bucket/x", "/v2/health/ready", "sum(x{a=\"{{revision}}\"})", "sum({{service}}[{{window}}])", "sum(x)", "{{other}} {{revision}}", "{{revision}", "{{{revision}}}",
        "0 18 * * FRI", "*/5 0-6 1,15 JAN-MAR/2 0-6", "0 25 * * *", "0 18 * * 5 ", "Europe/Berlin", "UTC", "Local", "Etc/GMT+1",
        "10s", "1m30s", "1m", "500ms", "0s", "2026-01-31T12:00:00Z", "2026-01-31T13:00:00.5+01:00", "2027-01-01", "lineage.runId", "schema",
        "-----BEGIN PUBLIC KEY-----\nMFkw\n-----END PUBLIC KEY-----\n", "-----BEGIN PRIVATE KEY-----\nMFkw\n-----END PRIVATE KEY-----\n",
    ];

    /// <summary>A value for a place of a schema; one in eight is of another type or out of bounds.</summary>
    public JsonNode? For(SchemaNode schema, int depth = 0) => dice.Roll(8) == 0 ? Wrong(schema) : Right(schema, depth);

    private JsonNode? Wrong(SchemaNode schema) => dice.Roll(6) switch
    {
        0 => JsonValue.Create(dice.Roll(2) == 0),
        1 => JsonValue.Create(dice.Pick(Texts)),
        2 => JsonValue.Create((schema.Maximum ?? 100) + 1),
        3 => JsonValue.Create((schema.Minimum ?? 0) - 1),
        4 => new JsonArray(),
        _ => new JsonObject(),
    };

    private JsonNode? Right(SchemaNode schema, int depth) => schema.Type switch
    {
        SchemaType.Object => Object(schema, depth),
        SchemaType.Map => new JsonObject(Names(dice.Roll(3) + (schema.MinSize ?? 0)).Select(name => KeyValuePair.Create(name, For(schema.Items!, depth + 1)))),
        SchemaType.FreeForm => new JsonObject { ["containers"] = new JsonArray(new JsonObject { ["name"] = "server" }) },
        SchemaType.List => new JsonArray([.. Enumerable.Range(0, dice.Roll(3) + (schema.MinSize ?? 0)).Select(_ => For(schema.Items!, depth + 1))]),
        SchemaType.Boolean => JsonValue.Create(dice.Roll(2) == 0),
        SchemaType.Int32 or SchemaType.Int64 => Number(schema),
        SchemaType.IntOrString => dice.Roll(2) == 0 ? Number(schema) : JsonValue.Create(dice.Pick(Texts)),
        _ => JsonValue.Create(schema.Values.Count > 0 && dice.Roll(8) > 0 ? dice.Pick(schema.Values) : dice.Pick(Texts)),
    };

    private JsonObject Object(SchemaNode schema, int depth)
    {
        var made = new JsonObject();
        foreach (var (name, field) in schema.Properties)
        {
            if (schema.Required.Contains(name, StringComparer.Ordinal) || (depth < DeepestOptional && dice.Roll(3) == 0))
            {
                made[name] = For(field, depth + 1);
            }
        }

        return made;
    }

    private JsonNode Number(SchemaNode schema)
    {
        var (least, most) = (schema.Minimum ?? 0, schema.Maximum ?? 1000);
        return JsonValue.Create(dice.Roll(4) switch { 0 => least, 1 => most, _ => Math.Clamp(dice.Pick([0L, 1, 2, 5, 20, 50, 60, 100, 120, 600, 3600, 8080]), least, most) });
    }

    private IEnumerable<string> Names(int count) => Enumerable.Range(0, count).Select(_ => dice.Pick(Texts)).Where(static name => name.Length > 0).Distinct(StringComparer.Ordinal);
}
