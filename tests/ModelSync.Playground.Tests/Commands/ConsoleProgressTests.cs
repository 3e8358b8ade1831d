using System.Text;
using ModelSync.Playground.Commands;
using ModelSync.Testing;

namespace ModelSync.Playground.Tests.Commands;

internal sealed class ConsoleProgressTests
{
    [Test]
    public void A_terminal_that_was_closed_keeps_nothing_from_going_on() =>
        Assert.That(() => new ConsoleProgress(new ClosedTerminal(), new ManualTimeProvider()).Report("ending"), Throws.Nothing);

    private sealed class ClosedTerminal : TextWriter
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override void WriteLine(string? value) => throw new IOException("Input/output error");
    }
}
