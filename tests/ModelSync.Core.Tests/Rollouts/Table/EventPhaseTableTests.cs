namespace ModelSync.Core.Tests.Rollouts.Table;

/// <summary>
/// What every event does in every phase. `MODELSYNC_GOLDEN=folder` makes the tests write what they got into that folder, remarks kept: look at each
/// difference with the design beside it before it replaces the file here.
/// </summary>
public sealed class EventPhaseTableTests
{
    private static IEnumerable<string> Columns => Phases.All.SelectMany(static group => group.Columns).Select(static column => column.Name);

    [Test]
    public void Every_event_does_what_the_table_says([ValueSource(nameof(Columns))] string column)
    {
        var known = EventPhaseTable.Read(ReadFile());
        var wrong = Outcome.Of(Make(column), Events.All)
            .Where(cell => known.GetValueOrDefault((column, cell.Key)).Outcome != cell.Value)
            .Select(cell => $"{cell.Key}: the table says \"{known.GetValueOrDefault((column, cell.Key)).Outcome}\", it is \"{cell.Value}\"");
        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void Every_phase_is_where_a_rollout_stays_by_itself([ValueSource(nameof(Columns))] string column) =>
        Assert.That(Outcome.Of(Make(column), [("nothing happens", static _ => { })])["nothing happens"], Is.EqualTo(Outcome.Nothing));

    [Test]
    public void The_table_has_these_rows_and_columns_and_no_others()
    {
        var text = ReadFile();
        var known = EventPhaseTable.Read(text);
        if (Environment.GetEnvironmentVariable("MODELSYNC_GOLDEN") is { Length: > 0 } folder)
        {
            var actual = Columns.ToDictionary(static column => column, static column => Outcome.Of(Make(column), Events.All), StringComparer.Ordinal);
            File.WriteAllText(Path.Combine(folder, EventPhaseTable.FileName), EventPhaseTable.Write(EventPhaseTable.Introduction(text), known, (column, row) => actual[column][row]));
        }

        Assert.That(known.Values.Select(static cell => cell.Outcome), Has.None.Empty);
        Assert.That(EventPhaseTable.Write(EventPhaseTable.Introduction(text), known, (column, row) => known.GetValueOrDefault((column, row)).Outcome ?? "missing"), Is.EqualTo(text));
    }

    private static Scene Make(string column) => Phases.All.SelectMany(static group => group.Columns).Single(known => known.Name == column).Make();

    private static string ReadFile()
    {
        using var stream = typeof(EventPhaseTableTests).Assembly.GetManifestResourceStream(EventPhaseTable.FileName)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
