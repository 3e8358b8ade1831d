using ModelSync.Playground.ControlPlane;

namespace ModelSync.Playground.Control;

/// <summary>Finds the playgrounds that run: each has a locked folder of its own with a socket in it.</summary>
internal static class RunningPlaygrounds
{
    public const string SocketName = "control.sock";

    /// <summary>The one that runs, or the one of that id.</summary>
    /// <exception cref="ControlException">None runs, none has the id, or several run and none was named.</exception>
    public static async Task<ControlClient> FindAsync(string? id, CancellationToken cancellationToken)
    {
        var found = new List<ControlClient>();
        foreach (var (candidate, folder) in OwnedDirectory.LivingWorlds())
        {
            var client = new ControlClient(candidate, Path.Combine(folder, SocketName));
            if ((id is null || string.Equals(id, candidate, StringComparison.Ordinal)) && await AnswersAsync(client, cancellationToken).ConfigureAwait(false))
            {
                found.Add(client);
            }
            else
            {
                client.Dispose();
            }
        }

        if (found is [var only])
        {
            return only;
        }

        foreach (var client in found)
        {
            client.Dispose();
        }

        throw new ControlException((found.Count, id) switch
        {
            (0, null) => "no playground runs: start one with `up`",
            (0, _) => $"no playground of the id {id} runs: `status` without --id shows the one that does",
            _ => $"several playgrounds run: choose one with --id {string.Join(" or --id ", found.Select(client => client.Id))}",
        });
    }

    // A folder is locked before its socket is there, and another user's can't be entered.
    private static async Task<bool> AnswersAsync(ControlClient client, CancellationToken cancellationToken)
    {
        try
        {
            await client.IdentityAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (ControlException)
        {
            return false;
        }
    }
}
