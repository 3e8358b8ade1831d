using System.Collections.Concurrent;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Client.Internal;
using ModelSync.Testing.Api;

namespace ModelSync.Kubernetes.Tests.Client;

/// <summary>Warnings that come along with answers.</summary>
public sealed class WarningTests : ClientFixture
{
    private const string Path = "/api/v1/namespaces/shop/configmaps/web";

    [TestCase("""299 - "unknown field \"spec.x\"" """, "unknown field \"spec.x\"")]
    [TestCase("""299 - "back\\slash, comma" """, "back\\slash, comma")]
    [TestCase("""299 kube-apiserver "agent" """, "agent")]
    [TestCase("""299 - "first", 299 - "second, still" """, "first|second, still")]
    [TestCase("""299 - "dated" "Sat, 25 Aug 2012 23:34:45 GMT", 299 - "next" """, "dated|next")]
    [TestCase("""299 - "" """, "")]
    [TestCase("""199 - "not ours" """, null)]
    [TestCase("299 - no quotes", null)]
    [TestCase("""299 - "no end""", null)]
    [TestCase("""299 - "ends with \""", null)]
    [TestCase("", null)]
    [TestCase("299 ", null)]
    [TestCase("""299 - "good", garbage "bad" """, "good")]
    public void A_header_line_holds_its_texts(string header, string? texts) =>
        Assert.That(WarningHeader.Parse(header.TrimEnd()), Is.EqualTo(texts?.Split('|') ?? []));

    [Test]
    public async Task Each_warning_is_told_once_with_its_request()
    {
        var told = new ConcurrentQueue<ApiWarning>();
        Connect(options => options with { OnWarning = told.Enqueue });
        Server.Expect(
            HttpMethod.Get,
            Path,
            ScriptedAnswer.Json(ConfigMapJson("web"))
                .Header("Warning", "299 - \"v1beta1 Widget is deprecated\"")
                .Header("Warning", "malformed")
                .Header("Warning", "299 - \"unknown field \\\"spec.x\\\"\""));

        await ConfigMaps.GetAsync(Key, Token);

        Assert.That(told, Is.EqualTo(new[]
        {
            new ApiWarning($"GET {Path}", "v1beta1 Widget is deprecated"),
            new ApiWarning($"GET {Path}", "unknown field \"spec.x\""),
        }));
    }

    [Test]
    public async Task A_listener_that_throws_does_not_make_the_request_fail()
    {
        Connect(options => options with { OnWarning = _ => throw new IOException("a listener's own trouble") });
        Server.Expect(HttpMethod.Get, Path, ScriptedAnswer.Json(ConfigMapJson("web")).Header("Warning", "299 - \"x\""));

        Assert.That(await ConfigMaps.GetAsync(Key, Token), Is.Not.Null);
    }
}
