namespace ModelSync.Core.Tests.Rollouts.Table;

/// <summary>
/// What every event does in every phase. `MODELSYNC_GOLDEN=folder` makes the test write what it got into that folder, remarks kept: look at each
/// difference with the design beside it before it replaces the file here.
/// </summary>
public sealed class EventPhaseTableTests
{
    [Test]
    public void Every_event_does_in_every_phase_what_the_table_says()
    {
        var text = ReadFile();
        var known = EventPhaseTable.Read(text);
        var columns = Phases.All.SelectMany(static group => group.Columns).ToDictionary(static column => column.Name, static column => column.Make(), StringComparer.Ordinal);
        var rows = Events.All.ToDictionary(static row => row.Name, static row => row.Happen, StringComparer.Ordinal);
        var actual = EventPhaseTable.Write(EventPhaseTable.Introduction(text), known, (column, row) => Outcome.Of(() => columns[column].Copy(), rows[row]));
        if (Environment.GetEnvironmentVariable("MODELSYNC_GOLDEN") is { Length: > 0 } folder)
        {
            File.WriteAllText(Path.Combine(folder, EventPhaseTable.FileName), actual);
        }

        var found = EventPhaseTable.Read(actual);
        var wrong = found.Where(cell => known.GetValueOrDefault(cell.Key).Outcome != cell.Value.Outcome)
            .Select(cell => $"{cell.Key.Column} × {cell.Key.Row}: the table says \"{known.GetValueOrDefault(cell.Key).Outcome}\", it is \"{cell.Value.Outcome}\"").ToList();
        Assert.That(wrong, Is.Empty);
        Assert.That(actual, Is.EqualTo(text), "The file has other rows, columns or order than the test.");
    }

    [Test]
    public void Every_column_is_at_rest_where_it_does_not_say_otherwise([ValueSource(nameof(Names))] string column)
    {
        var scene = Phases.All.SelectMany(static group => group.Columns).Single(known => known.Name == column).Make();
        Assert.That(Outcome.Of(() => scene, static _ => { }), Is.EqualTo(Outcome.Nothing));
    }

    private static IEnumerable<string> Names => Phases.All.SelectMany(static group => group.Columns).Select(static column => column.Name);

    private static string ReadFile()
    {
        using var stream = typeof(EventPhaseTableTests).Assembly.GetManifestResourceStream(EventPhaseTable.FileName)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
