namespace ModelSync.Quickstart.View;

/// <summary>A file or a pipe: lines only.</summary>
internal sealed class PlainScreen(TextWriter output) : IScreen
{
    private readonly Lock _lock = new();

    public bool HasPanel => false;

    public int Width => int.MaxValue;

    public void Line(string line)
    {
        lock (_lock)
        {
            try
            {
                output.WriteLine(line);
                output.Flush();
            }
            catch (IOException)
            {
                // Nobody reads any more; the end has to come all the same.
            }
        }
    }

    public void Scrolled()
    {
        // Nothing is painted over here.
    }

    public void Paint(IReadOnlyList<string> panel)
    {
        // Lines tell the same.
    }
}
