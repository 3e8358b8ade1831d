using ModelSync.Playground.Network;

namespace ModelSync.Playground.Tests.Network;

internal sealed class ConnectRequestTests
{
    [TestCase("CONNECT 10.244.1.2:8080 HTTP/1.1\r\nHost: 10.244.1.2:8080", "10.244.1.2", 8080)]
    [TestCase("CONNECT web.default.svc:443 HTTP/1.1", "web.default.svc", 443)]
    [TestCase("CONNECT [fd00::1]:80 HTTP/1.1", "fd00::1", 80)]
    public void Host_and_port_are_those_of_the_request_line(string head, string host, int port) =>
        Assert.That(ConnectRequest.Parse(head), Is.EqualTo(new ConnectRequest(host, port)));

    [TestCase("")]
    [TestCase("GET / HTTP/1.1")]
    [TestCase("CONNECT web HTTP/1.1")]
    [TestCase("CONNECT :80 HTTP/1.1")]
    [TestCase("CONNECT web:0 HTTP/1.1")]
    [TestCase("CONNECT web:65536 HTTP/1.1")]
    [TestCase("CONNECT web:-1 HTTP/1.1")]
    [TestCase("CONNECT web:80 HTTP/3")]
    public void Anything_else_is_no_request(string head) => Assert.That(ConnectRequest.Parse(head), Is.Null);
}
