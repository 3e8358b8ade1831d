namespace ModelSync.Quickstart;

/// <summary>The quickstart cannot go on, or did not show what it should; the message says why and what to do.</summary>
internal sealed class QuickstartException : Exception
{
    public QuickstartException(string message)
        : base(message)
    {
    }

    public QuickstartException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
