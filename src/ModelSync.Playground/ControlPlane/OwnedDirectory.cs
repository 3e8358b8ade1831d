namespace ModelSync.Playground.ControlPlane;

/// <summary>
/// A temporary directory of one owner in this process. A lock that dies with its owner tells a living directory from one that a
/// killed process left behind, whatever happened to process ids in between.
/// </summary>
internal sealed class OwnedDirectory : IDisposable
{
    private const string ControlPlanePrefix = "modelsync-cp-";
    private const string EgressPrefix = "modelsync-egress-";
    private const string BuildPrefix = "modelsync-build-";
    private const string WorldPrefix = "modelsync-world-";
    private const string QuickstartPrefix = "modelsync-quickstart-";
    private const string LockName = "owner.lock";

    // Between the making of a directory and its lock there is a moment; nobody needs longer for it than this.
    private static readonly TimeSpan UnlockedGrace = TimeSpan.FromMinutes(10);

    private readonly FileStream _lock;

    private OwnedDirectory(string path, FileStream ownerLock)
    {
        Root = path;
        _lock = ownerLock;
    }

    public string Root { get; }

    /// <summary>What tells it from others of its kind.</summary>
    public string Id => Path.GetFileName(Root)[(Path.GetFileName(Root).LastIndexOf('-') + 1)..];

    /// <summary>When set, the directory stays where it is, and no later start sweeps it away.</summary>
    public bool Keep { get; set; }

    /// <summary>For the data of a control plane.</summary>
    public static OwnedDirectory ForControlPlane(bool keep)
    {
        var directory = Create(keep ? "modelsync-kept-" : ControlPlanePrefix);
        directory.Keep = keep;
        return directory;
    }

    /// <summary>For the socket of an egress proxy.</summary>
    public static OwnedDirectory ForEgress() => Create(EgressPrefix);

    /// <summary>For what a whole playground shares: its control socket and kubeconfigs.</summary>
    public static OwnedDirectory ForWorld() => Create(WorldPrefix);

    /// <summary>The id and folder of each whole playground of this user whose owner lives.</summary>
    public static IEnumerable<(string Id, string Folder)> LivingWorlds()
    {
        foreach (var path in Directory.EnumerateDirectories(Path.GetTempPath(), WorldPrefix + "*"))
        {
            if (IsLocked(path))
            {
                yield return (Path.GetFileName(path)[WorldPrefix.Length..], path);
            }
        }
    }

    /// <summary>For a build of the binaries.</summary>
    public static OwnedDirectory ForBuild() => Create(BuildPrefix);

    /// <summary>For what the quickstart gives its operator: a log, and in somebody else's cluster credentials.</summary>
    public static OwnedDirectory ForQuickstart() => Create(QuickstartPrefix);

    /// <summary>Removes what dead owners of this user have left behind; what can't be removed now is left for the next time.</summary>
    public static void SweepStale(TimeProvider time)
    {
        string[] prefixes = [ControlPlanePrefix, EgressPrefix, BuildPrefix, WorldPrefix, QuickstartPrefix];
        foreach (var path in prefixes.SelectMany(prefix => Directory.EnumerateDirectories(Path.GetTempPath(), prefix + "*")))
        {
            try
            {
                if (IsStale(path, time))
                {
                    Directory.Delete(path, recursive: true);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Another user's, alive, or being swept by someone else at this moment.
            }
        }
    }

    public string File(string name) => Path.Combine(Root, name);

    public void Dispose()
    {
        try
        {
            if (!Keep)
            {
                Directory.Delete(Root, recursive: true);
            }
        }
        catch (IOException)
        {
            // The next start sweeps it.
        }
        finally
        {
            _lock.Dispose();
        }
    }

    private static OwnedDirectory Create(string prefix)
    {
        // mkdtemp: 0700 from its first moment on.
        var path = Directory.CreateTempSubdirectory(prefix).FullName;
        return new OwnedDirectory(path, new FileStream(Path.Combine(path, LockName), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None));
    }

    private static bool IsLocked(string path)
    {
        try
        {
            // The lock is tried for, not looked at: it is gone again at once.
            using var free = new FileStream(Path.Combine(path, LockName), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
        catch (UnauthorizedAccessException)
        {
            return false; // another user's
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static bool IsStale(string path, TimeProvider time)
    {
        if (new DirectoryInfo(path).LinkTarget is not null)
        {
            return false;
        }

        var lockPath = Path.Combine(path, LockName);
        if (!System.IO.File.Exists(lockPath))
        {
            return time.GetUtcNow().UtcDateTime - Directory.GetLastWriteTimeUtc(path) > UnlockedGrace;
        }

        // FileShare.None is flock: it fails with an IOException as long as the owner lives.
        using var ownerLock = new FileStream(lockPath, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        return true;
    }
}
