using System.Globalization;
using System.Text.Json;
using ModelSync.Operator.Gates.Measuring;

namespace ModelSync.Operator.Gates.Prometheus;

/// <summary>What a Prometheus server answered to an instant query.</summary>
/// <param name="Value">The one value; null where there is none.</param>
/// <param name="Problem">Why the answer cannot be used; null where there simply is no value.</param>
/// <param name="HasWarnings">Whether the server warned, for example that not all of its sources answered.</param>
internal sealed record QueryAnswer(double? Value, string? Problem, bool HasWarnings = false)
{
    private static readonly string[] ErrorTypes = ["timeout", "canceled", "execution", "bad_data", "internal", "unavailable", "not_found", "not_acceptable"];

    /// <summary>Reads the answer to a query of any status. Its texts may hold anything, so none of them is repeated.</summary>
    public static QueryAnswer Read(int status, ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            return root.Text("status") switch
            {
                null => NoPrometheus(status),
                "success" when root.Member("data") is { } data => Of(data) with { HasWarnings = root.Items("warnings").Count > 0 },
                "success" => NoPrometheus(status),
                _ => new(null, Refused(status, root)),
            };
        }
        catch (JsonException)
        {
            return NoPrometheus(status);
        }
    }

    private static QueryAnswer Of(JsonElement data)
    {
        var type = data.Text("resultType");
        if (data.Member("result") is not { ValueKind: JsonValueKind.Array } result)
        {
            return new(null, "the server's answer has no result");
        }

        return (type, result.GetArrayLength()) switch
        {
            ("vector", 0) => new(null, null),
            ("vector", 1) => result[0].Member("value") is { } sample ? OfSample(sample) : NotANumber(),
            ("vector", var count) => new(null, $"the query gives {count} series where one is needed: sum or average them in the query"),
            ("scalar", _) => OfSample(result),
            _ => new(null, "the query gives no instant vector and no scalar: take a rate or an aggregation of it"),
        };
    }

    /// <summary>NaN and infinities are what divisions by nothing give: no data.</summary>
    private static QueryAnswer OfSample(JsonElement sample)
    {
        if (sample.ValueKind != JsonValueKind.Array || sample.GetArrayLength() != 2 || sample[1].ValueKind != JsonValueKind.String)
        {
            return NotANumber();
        }

        var text = sample[1].GetString()!;
        return text is "NaN" or "+Inf" or "-Inf" or "Inf" ? new(null, null)
            : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? new(double.IsFinite(value) ? value : null, null)
            : NotANumber();
    }

    private static QueryAnswer NotANumber() => new(null, "the server's answer has no number: use a query without native histograms in its result");

    private static QueryAnswer NoPrometheus(int status) =>
        new(null, $"what answers is no Prometheus API (status {status}): check the gate's address and token");

    private static string Refused(int status, JsonElement root)
    {
        var type = root.Text("errorType");
        var known = ErrorTypes.Contains(type, StringComparer.Ordinal) ? type : "unknown";
        return $"the server refuses the query ({known}, status {status}): try it in the server's own console";
    }
}
