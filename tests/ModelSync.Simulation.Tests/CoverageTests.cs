using ModelSync.Simulation.Coverage;

namespace ModelSync.Simulation.Tests;

public sealed class CoverageTests
{
    [Test]
    public void The_directed_set_reaches_every_possible_cell_and_no_other()
    {
        using var output = new StringWriter();
        var table = DirectedSet.Run(output);

        Assert.That(output.ToString(), Is.Empty);
        Assert.That(table.Missing().Select(cell => $"{cell.Kind} in {cell.State}"), Is.Empty, table.ToString());
        Assert.That(table.Wrong().Select(cell => $"{cell.Kind} in {cell.State}"), Is.Empty, table.ToString());
    }
}
