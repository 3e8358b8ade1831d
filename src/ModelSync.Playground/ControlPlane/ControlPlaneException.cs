namespace ModelSync.Playground.ControlPlane;

/// <summary>The control plane could not be made, started or reached; the message names what failed and what to do.</summary>
public sealed class ControlPlaneException : Exception
{
    /// <summary>Creates an exception without a message.</summary>
    public ControlPlaneException()
    {
    }

    /// <summary>Creates an exception with a message.</summary>
    public ControlPlaneException(string message)
        : base(message)
    {
    }

    /// <summary>Creates an exception with a message and its cause.</summary>
    public ControlPlaneException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
