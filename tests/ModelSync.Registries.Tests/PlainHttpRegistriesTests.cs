namespace ModelSync.Registries.Tests;

public sealed class PlainHttpRegistriesTests
{
    [Test]
    public void Hosts_with_and_without_ports_are_read()
    {
        Assert.That(PlainHttpRegistries.TryParse(" registry.local:5000, 10.0.0.7 ,Registry.Test", "--plain", out var found, out _), Is.True);
        Assert.That(found, Is.EquivalentTo(new[] { "registry.local:5000", "10.0.0.7", "registry.test" }));
        Assert.That(PlainHttpRegistries.TryParse(null, "--plain", out var none, out _), Is.True);
        Assert.That(none, Is.Empty);
    }

    [TestCase("127.0.0.1:5000", true)]
    [TestCase("127.0.0.1", true)]
    [TestCase("127.8.9.10:80", true)]
    [TestCase("[::1]:5000", true)]
    [TestCase("localhost:5000", true)]
    [TestCase("localhost", true)]
    [TestCase("127.0.0.1.evil.example:5000", false)]
    [TestCase("127.0.0.10.example", false)]
    [TestCase("localhost.evil.example", false)]
    [TestCase("10.0.0.7:5000", false)]
    [TestCase("registry.local:5000", false)]
    public void This_machine_is_known_by_its_whole_name(string registry, bool expected) => Assert.That(PlainHttpRegistries.IsLoopback(registry), Is.EqualTo(expected));

    [TestCase("http://registry.local")]
    [TestCase("registry.local/team")]
    [TestCase("*")]
    [TestCase("registry.local:99999")]
    public void Anything_else_is_refused_by_name(string entry)
    {
        Assert.That(PlainHttpRegistries.TryParse($"ok.local,{entry}", "--plain", out _, out var error), Is.False);
        Assert.That(error, Does.Contain(entry).And.StartWith("--plain has").And.Contain("HOST:PORT"));
    }
}
