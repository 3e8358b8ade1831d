namespace ModelSync.Playground.Control;

/// <summary>An order that can't be carried out; the message says why and what to do.</summary>
internal sealed class ControlException : Exception
{
    public ControlException(string message)
        : base(message)
    {
    }

    public ControlException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
