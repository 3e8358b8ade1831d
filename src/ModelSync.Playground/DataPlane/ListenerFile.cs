using System.Text.Json;
using ModelSync.Playground.DataPlane.Kinds;

namespace ModelSync.Playground.DataPlane;

/// <summary>Keeps a file equal to the list of listeners: for the commands of other processes.</summary>
internal static class ListenerFile
{
    /// <summary>Ends only as cancelled, and takes the file along.</summary>
    public static async Task FollowAsync(ListenerDirectory directory, string path, DataPlaneLog log, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var (all, changed) = directory.Read();
                Write(path, all, log);
                await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            Delete(path);
        }
    }

    /// <summary>The listeners in a file.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="JsonException">It is no such list.</exception>
    public static IReadOnlyList<DataPlaneListener> Read(string path) =>
        JsonSerializer.Deserialize(File.ReadAllBytes(path), PlaneJsonContext.Default.Listeners) ?? [];

    private static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Its folder went first.
        }
    }

    // By way of a new file, so that no reader ever sees half a list.
    private static void Write(string path, IReadOnlyList<DataPlaneListener> all, DataPlaneLog log)
    {
        try
        {
            File.WriteAllBytes($"{path}.new", JsonSerializer.SerializeToUtf8Bytes(all, PlaneJsonContext.Default.Listeners));
            File.Move($"{path}.new", path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            log.FileFailed(e.Message);
        }
    }
}
