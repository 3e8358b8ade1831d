using ModelSync.Playground.Hosting;

namespace ModelSync.Playground.Tests.Hosting;

internal sealed class EndingsTests
{
    [Test]
    public void Everything_ends_last_first_although_some_of_it_fails()
    {
        var ended = new List<int>();
        var endings = new Endings();
        endings.Add(() => ended.Add(1));
        endings.Add(() => ValueTask.FromException(new InvalidDataException("second")));
        endings.Add(() => ValueTask.FromException(new IOException("first")));
        endings.Add(() => ended.Add(4));
        Assert.That(async () => await endings.DisposeAsync(), Throws.TypeOf<IOException>().With.Message.EqualTo("first"));
        Assert.That(ended, Is.EqualTo(new[] { 4, 1 }));
        Assert.That(async () => await endings.DisposeAsync(), Throws.Nothing, "and that once");
    }
}
