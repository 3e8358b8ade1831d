using ModelSync.Playground.Network;

namespace ModelSync.Playground.Tests.Network;

internal sealed class ForwardRequestTests
{
    [Test]
    public void The_target_gets_its_own_path_as_it_came_and_one_request_for_one_connection()
    {
        var request = ForwardRequest.Parse("POST http://10.244.0.5:8080/a%2Fb/../c?x=%20 HTTP/1.1\r\nHost: other\r\nAccept: */*\r\nConnection: keep-alive\r\nProxy-Connection: keep-alive\r\nContent-Length: 2");
        Assert.That(request, Is.EqualTo(new ForwardRequest(
            "10.244.0.5", 8080, "POST /a%2Fb/../c?x=%20 HTTP/1.1\r\nHost: 10.244.0.5:8080\r\nAccept: */*\r\nContent-Length: 2\r\nConnection: close\r\n\r\n")));
    }

    [TestCase("GET http://web.default.svc HTTP/1.1", "web.default.svc", 80, "GET / HTTP/1.1\r\nHost: web.default.svc\r\nConnection: close\r\n\r\n")]
    [TestCase("GET http://[fd00::1]:81?q HTTP/1.0", "fd00::1", 81, "GET /?q HTTP/1.1\r\nHost: [fd00::1]:81\r\nConnection: close\r\n\r\n")]
    [TestCase("GET HTTP://web:81/x#y HTTP/1.1", "web", 81, "GET /x HTTP/1.1\r\nHost: web:81\r\nConnection: close\r\n\r\n")]
    public void Ports_and_paths_may_be_left_out(string head, string host, int port, string forwarded) =>
        Assert.That(ForwardRequest.Parse(head), Is.EqualTo(new ForwardRequest(host, port, forwarded)));

    [TestCase("")]
    [TestCase("GET / HTTP/1.1")]
    [TestCase("GET https://web/ HTTP/1.1")]
    [TestCase("GET http:///x HTTP/1.1")]
    [TestCase("GET http://user:secret@web/ HTTP/1.1")]
    [TestCase("GET http://web:99999/ HTTP/1.1")]
    [TestCase("GET http://web/ HTTP/2.0")]
    [TestCase(" http://web/ HTTP/1.1")]
    public void Anything_else_is_no_request(string head) => Assert.That(ForwardRequest.Parse(head), Is.Null);
}
