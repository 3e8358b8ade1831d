using System.Net;
using System.Net.Sockets;
using System.Text;
using ModelSync.Playground.Tests.Faults;

namespace ModelSync.Playground.Tests.Network;

[CancelAfter(90_000)]
internal sealed class PodProxyTests
{
    [Test]
    public async Task The_API_servers_pod_proxy_reaches_a_real_server_behind_a_virtual_address(CancellationToken cancellationToken)
    {
        var controlPlane = await SharedControlPlane.GetAsync();
        using var server = new LoopbackServer();
        SharedControlPlane.Network.Map("10.244.7.7", 8080, server.EndPoint);
        await controlPlane.KubectlOkAsync(
            "create -f -",
            """{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "model"}, "spec": {"nodeName": "virtual", "containers": [{"name": "c", "image": "i"}]}}""",
            cancellationToken);
        await SetAddressAsync(controlPlane.TokenKubeconfigPath, "10.244.7.7", cancellationToken);

        var serving = ServeOnceAsync(server, "hello from the real one", cancellationToken);
        var answer = await controlPlane.KubectlOkAsync("get --raw /api/v1/namespaces/default/pods/model:8080/proxy/v2/health", null, cancellationToken);
        Assert.Multiple(() =>
        {
            Assert.That(answer, Is.EqualTo("hello from the real one"));
            Assert.That(serving.Result, Does.StartWith("GET /v2/health HTTP/1.1"));
        });

        async Task SetAddressAsync(string kubeconfig, string address, CancellationToken token)
        {
            using var http = TokenClient.From(kubeconfig, controlPlane.CaCertificate);
            using var patch = new StringContent($$"""{"status": {"phase": "Running", "podIP": "{{address}}", "podIPs": [{"ip": "{{address}}"}] } }""", Encoding.UTF8, "application/merge-patch+json");
            using var response = await http.PatchAsync(new Uri(controlPlane.Url, "/api/v1/namespaces/default/pods/model/status"), patch, token);
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        }
    }

    private static async Task<string> ServeOnceAsync(LoopbackServer server, string answer, CancellationToken cancellationToken)
    {
        using var connection = await server.AcceptAsync(cancellationToken);
        var buffer = new byte[4096];
        var read = await connection.ReceiveAsync(buffer, cancellationToken);
        await connection.SayAsync($"HTTP/1.1 200 OK\r\nContent-Length: {answer.Length}\r\nConnection: close\r\n\r\n{answer}", cancellationToken);
        connection.Shutdown(SocketShutdown.Both);
        return Encoding.ASCII.GetString(buffer, 0, read);
    }
}
