using System.Globalization;
using System.Text;

namespace ModelSync.Quickstart.View;

/// <summary>A terminal. Each change is one write, so that no half panel is ever seen.</summary>
internal sealed class LiveScreen(TextWriter output, Func<int> columns) : IScreen
{
    private const int LeastWidth = 40;
    private const int UsualWidth = 80;

    private readonly Lock _lock = new();
    private IReadOnlyList<string> _panel = [];
    private int _typed;

    public bool HasPanel => true;

    // One less than there are: many terminals wrap once the last column is written.
    public int Width => Math.Max(LeastWidth, columns() is > 0 and var width ? width : UsualWidth) - 1;

    public void Line(string line)
    {
        lock (_lock)
        {
            var text = new StringBuilder();
            AppendToTop(text);
            text.Append("\e[J").Append(line).Append('\n');
            Append(text, _panel);
            Write(text);
        }
    }

    public void Scrolled()
    {
        lock (_lock)
        {
            _typed += _panel.Count > 0 ? 1 : 0;
        }
    }

    public void Paint(IReadOnlyList<string> panel)
    {
        lock (_lock)
        {
            var text = new StringBuilder();
            AppendToTop(text);
            Append(text, panel);
            _panel = panel;
            Write(text);
        }
    }

    private void AppendToTop(StringBuilder text)
    {
        if (_panel.Count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"\r\e[{_panel.Count + _typed}A");
            _typed = 0;
        }
    }

    // What stood there before is painted over, not erased first, or it would flicker.
    private static void Append(StringBuilder text, IReadOnlyList<string> panel)
    {
        foreach (var line in panel)
        {
            text.Append(line).Append("\e[K\n");
        }

        text.Append("\e[J");
    }

    private void Write(StringBuilder text)
    {
        try
        {
            output.Write(text.ToString());
            output.Flush();
        }
        catch (IOException)
        {
            // The terminal has been closed: what is told on the way to the end must not keep the end from coming.
        }
    }
}
