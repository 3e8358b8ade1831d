namespace ModelSync.Registries.Credentials;

/// <summary>The credentials that somebody has, such as those of all pull secrets of one version.</summary>
public sealed class Keyring
{
    private readonly KeyringEntry[] _entries;

    /// <summary>Collects entries; <paramref name="problems"/> are sources that could not be used, told where one would have been needed.</summary>
    public Keyring(IEnumerable<KeyringEntry> entries, IReadOnlyList<string> problems)
    {
        // Like the kubelet: the most specific comes first. Entries of one place keep the order of the pull secrets.
        _entries = [.. entries.OrderByDescending(entry => entry.Place.Specificity)];
        Problems = problems;
    }

    /// <summary>No credentials at all.</summary>
    public static Keyring Empty { get; } = new([], []);

    /// <summary>Sources that could not be used, and why.</summary>
    public IReadOnlyList<string> Problems { get; }

    /// <summary>The credentials that are meant for the artifact, the most specific first, each once.</summary>
    public IReadOnlyList<RegistryCredential> Find(ImageReference reference) =>
        [.. _entries.Where(entry => entry.Place.Covers(reference)).Select(entry => entry.Credential).DistinctBy(one => (one.Origin, one.Fingerprint))];
}
