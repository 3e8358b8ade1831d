using ModelSync.Kubernetes.AspNetCore.Hosting;

namespace ModelSync.Kubernetes.AspNetCore.Tests.Hosting;

public sealed class ListenAddressTests
{
    [TestCase(":8080", "[::]:8080")]
    [TestCase("0.0.0.0:8080", "0.0.0.0:8080")]
    [TestCase("127.0.0.1:0", "127.0.0.1:0")]
    [TestCase("localhost:65535", "127.0.0.1:65535")]
    [TestCase("[::1]:8080", "[::1]:8080")]
    [TestCase("0", null)]
    [TestCase("", null)]
    [TestCase(null, null)]
    public void An_address_is_read_as_Kubernetes_flags_write_it(string? text, string? expected) =>
        Assert.That(ListenAddress.Parse(text)?.ToString(), Is.EqualTo(expected));

    [TestCase("8080")]
    [TestCase("127.0.0.1")]
    [TestCase("127.0.0.1:")]
    [TestCase("127.0.0.1:65536")]
    [TestCase("127.0.0.1:-1")]
    [TestCase("::1:8080")]
    [TestCase("example.com:80")]
    [TestCase("[::1:80")]
    public void What_is_no_address_is_named_with_the_remedy(string text) =>
        Assert.That(() => ListenAddress.Parse(text), Throws.InstanceOf<FormatException>().With.Message.Contains(text).And.Message.Contains("write it as in"));
}
