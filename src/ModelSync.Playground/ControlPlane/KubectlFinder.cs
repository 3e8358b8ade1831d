namespace ModelSync.Playground.ControlPlane;

/// <summary>Finds a kubectl for servers that came without one. A fetch that failed is not tried again: each try may wait for a dead network.</summary>
internal sealed class KubectlFinder(string? folder, Func<string, IProgress<string>?, CancellationToken, Task> fetch) : IDisposable
{
    private const string Name = "kubectl";

    private readonly SemaphoreSlim _gate = new(1);
    private ControlPlaneException? _failure;

    public static KubectlFinder Shared { get; } = new(ControlPlaneRecipe.Embedded.TryKubectlFolder(), ControlPlaneRecipe.Embedded.FetchKubectlAsync);

    /// <summary>The kubectl of <paramref name="servers"/>, else of the cache, else of PATH; null when there is none.</summary>
    public static string? Find(string servers)
    {
        var recipe = ControlPlaneRecipe.Embedded;
        var path = Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries) ?? [];
        string?[] folders = [servers, recipe.TryCacheFolder(), recipe.TryKubectlFolder(), .. path];
        return folders.OfType<string>().Select(candidate => Path.Combine(candidate, Name)).FirstOrDefault(Executable.IsAt);
    }

    /// <summary>Fetches Debian's kubectl into the cache and returns its path.</summary>
    /// <exception cref="ControlPlaneException">It can't be had on this machine; the message says why and what to do.</exception>
    public async Task<string> FetchAsync(IProgress<string>? progress, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_failure is not null)
            {
                throw new ControlPlaneException(_failure.Message, _failure);
            }

            var cache = folder
                ?? throw new ControlPlaneException("Neither XDG_CACHE_HOME nor HOME is set: set one, or put a kubectl beside the servers or on PATH.");
            if (!Directory.Exists(cache))
            {
                progress?.Report("no kubectl beside the servers, in the cache or on PATH: fetching Debian's");
                await fetch(cache, progress, cancellationToken).ConfigureAwait(false);
            }

            return Path.Combine(cache, Name);
        }
        catch (ControlPlaneException e)
        {
            _failure ??= e;
            throw;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();
}
