using System.Text;
using ModelSync.Kubernetes.Client.Internal.Formats.Json;

namespace ModelSync.Kubernetes.Tests.Client;

public sealed class ValueSkipperTests
{
    [TestCase("""{"a":"}\\\"]","b":[{"c":"\\"},[]],"d":1}""")]
    [TestCase("""["x",["]"],{}]""")]
    [TestCase("\"te\\\\\\\"xt é\"")]
    [TestCase("{}")]
    public void A_value_ends_where_it_ends_in_whatever_pieces_it_comes(string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        var json = Encoding.UTF8.GetBytes(value + """,{"next":1}]""");
        for (var cut = 0; cut <= length; cut++)
        {
            var skipper = default(ValueSkipper);
            var hasEnded = skipper.Skip(json.AsSpan(0, cut), out var first);
            var second = 0;
            Assert.That(hasEnded || skipper.Skip(json.AsSpan(cut), out second), Is.True, $"cut at {cut}");
            Assert.That(first + second, Is.EqualTo(length), $"cut at {cut}");
        }
    }
}
