using ModelSync.Kubernetes.Meta;

namespace ModelSync.Kubernetes.Caching.Internal;

/// <summary>What became of a step.</summary>
internal abstract record ReflectorInput
{
    private ReflectorInput()
    {
    }

    /// <summary>All objects were read, by a list or by the beginning of a watch.</summary>
    /// <param name="Version">The state that they show.</param>
    /// <param name="WasPaged">Whether there was more than one page.</param>
    internal sealed record Listed(ResourceVersion Version, bool WasPaged = false) : ReflectorInput;

    /// <summary>The list could not be read to its end.</summary>
    /// <param name="Failure">What went wrong.</param>
    /// <param name="AfterPages">Whether pages had come before.</param>
    internal sealed record ListFailed(ReflectorFailure Failure, bool AfterPages = false) : ReflectorInput;

    /// <summary>The watch was not opened.</summary>
    /// <param name="Failure">What went wrong.</param>
    internal sealed record WatchRefused(ReflectorFailure Failure) : ReflectorInput;

    /// <summary>The watch was open and has ended.</summary>
    /// <param name="Position">Where to resume it.</param>
    /// <param name="HasMoved">Whether it got any further than where it was opened.</param>
    /// <param name="Lasted">How long it was open.</param>
    /// <param name="Failure">What went wrong; null where the server ended it in good order.</param>
    internal sealed record WatchEnded(ResourceVersion Position, bool HasMoved, TimeSpan Lasted, ReflectorFailure? Failure = null) : ReflectorInput;

    /// <summary>The watch was open for long and never told the end of the present objects.</summary>
    internal sealed record WatchListStalled : ReflectorInput;
}
