using System.Globalization;

namespace ModelSync.Operator.Gates.Scenes;

/// <summary>Where a revision can be asked within its cluster.</summary>
internal static class RevisionAddress
{
    /// <summary>The address of the first port of its Service; null where it has none.</summary>
    public static string? Of(SceneRevision? revision, string ns) =>
        revision?.Record.Inputs.Ports is [{ Port: { } port }, ..]
            ? string.Create(CultureInfo.InvariantCulture, $"http://{revision.Service}.{ns}.svc:{port}")
            : null;
}
