using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Client.Internal;
using ModelSync.Testing.Api;

namespace ModelSync.Kubernetes.Tests.Client;

/// <summary>Lists are compressed where the network is slower than the compressor.</summary>
public sealed class ListCompressionTests : ClientFixture
{
    private const string Path = "/api/v1/configmaps";

    [TestCase("https://127.0.0.1:6443/", false)]
    [TestCase("https://[::1]/", false)]
    [TestCase("https://localhost/", false)]
    [TestCase("https://10.96.0.1/", false)]
    [TestCase("https://172.20.0.1/", false)]
    [TestCase("https://192.168.1.10/", false)]
    [TestCase("https://[fd00::1]/", false)]
    [TestCase("https://[::ffff:10.0.0.1]/", false)]
    [TestCase("https://34.118.224.1/", false, TestName = "The Service of the API server on GKE")]
    [TestCase("https://34.118.240.1/", true, TestName = "Just beside the Services of GKE")]
    [TestCase("https://kubernetes.default.svc/", false)]
    [TestCase("https://kubernetes.default.svc.cluster.local/", false)]
    [TestCase("https://172.32.0.1/", true)]
    [TestCase("https://8.8.8.8/", true)]
    [TestCase("https://[2001:db8::1]/", true)]
    [TestCase("https://api.example.com/", true)]
    public void A_server_that_may_be_far_away_is_asked_to_compress(string server, bool expected) =>
        Assert.That(ListCompression.IsWorthwhile(new Uri(server)), Is.EqualTo(expected));

    [TestCase(null, "identity")]
    [TestCase(false, "identity")]
    [TestCase(true, "gzip")]
    public async Task Options_decide_before_the_address(bool? option, string expected)
    {
        Connect(options => options with { CompressLists = option });
        Server.Expect(HttpMethod.Get, Path, ScriptedAnswer.Json(EmptyList));

        await ConfigMaps.ListAsync(ListOptions.All, Token);

        Assert.That(OnlyRequest.Header("Accept-Encoding"), Is.EqualTo(expected));
    }
}
