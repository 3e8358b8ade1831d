using System.Text.Json;
using ModelSync.Playground.World;

namespace ModelSync.Playground.Tests.World;

internal sealed class TargetReaderTests
{
    [TestCase("""{"spec":{"rules":[{"backendRefs":[{"name":"v1","weight":95},{"name":"v2","weight":5}]}]}}""", "v1 95, v2 5")]
    [TestCase("""{"spec":{"rules":[{"backendRefs":[{"name":"v1"}]},{"matches":[]}]}}""", "v1 1")]
    [TestCase("""{"spec":{"http":[{"route":[{"destination":{"host":"v1"},"weight":20},{"destination":{"host":"v2"},"weight":80}]}]}}""", "v1 20, v2 80")]
    [TestCase("""{"spec":{}}""", "")]
    public void The_backends_of_a_route_are_told_with_their_weights(string route, string expected)
    {
        using var document = JsonDocument.Parse(route);
        Assert.That(TargetReader.BackendsOf(document.RootElement), Is.EqualTo(expected));
    }
}
