using System.Text.Json;

namespace ModelSync.Kubernetes.Abstractions.Tests.Serialization;

public sealed class SourceGeneratedContextTests
{
    [Test]
    public void Every_value_type_round_trips_byte_for_byte_as_a_member()
    {
        const string Json =
            """{"quantity":"0.5","port":"8080","time":"2026-11-20T10:00:00Z","microTime":"2026-11-20T10:00:00.000000Z","labels":{"a":"1","b":"2"},"""
            + """ "selector":{"matchLabels":{"app":"web"},"matchExpressions":[{"key":"tier","operator":"In","values":["x","y"]}]},"phase":"Running"}""";
        var compact = Json.Replace(", \"", ",\"", StringComparison.Ordinal);

        var holder = JsonSerializer.Deserialize(compact, ValuesJsonContext.Default.ValueHolder)!;

        Assert.That(JsonSerializer.Serialize(holder, ValuesJsonContext.Default.ValueHolder), Is.EqualTo(compact));
    }

    [Test]
    public void Absent_and_null_members_stay_absent()
    {
        const string Json = """{"quantity":null,"port":null,"time":null,"microTime":null,"labels":null,"selector":null,"phase":null}""";

        var holder = JsonSerializer.Deserialize(Json, ValuesJsonContext.Default.ValueHolder)!;

        Assert.That(holder, Is.EqualTo(new ValueHolder()));
        Assert.That(JsonSerializer.Serialize(holder, ValuesJsonContext.Default.ValueHolder), Is.EqualTo("{}"));
    }
}
