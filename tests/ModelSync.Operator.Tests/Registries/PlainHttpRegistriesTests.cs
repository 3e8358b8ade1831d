using ModelSync.Operator.Registries;

namespace ModelSync.Operator.Tests.Registries;

public sealed class PlainHttpRegistriesTests
{
    [Test]
    public void Hosts_with_and_without_ports_are_read()
    {
        Assert.That(PlainHttpRegistries.TryParse(" registry.local:5000, 10.0.0.7 ,Registry.Test", out var found, out _), Is.True);
        Assert.That(found, Is.EquivalentTo(new[] { "registry.local:5000", "10.0.0.7", "registry.test" }));
        Assert.That(PlainHttpRegistries.TryParse(null, out var none, out _), Is.True);
        Assert.That(none, Is.Empty);
    }

    [TestCase("http://registry.local")]
    [TestCase("registry.local/team")]
    [TestCase("*")]
    [TestCase("registry.local:99999")]
    public void Anything_else_is_refused_by_name(string entry)
    {
        Assert.That(PlainHttpRegistries.TryParse($"ok.local,{entry}", out _, out var error), Is.False);
        Assert.That(error, Does.Contain(entry).And.Contain("--plain-http-registries").And.Contain("HOST:PORT"));
    }
}
