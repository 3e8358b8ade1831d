using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ModelSync.Kubernetes.Health;

namespace ModelSync.Kubernetes.AspNetCore.Health;

/// <summary>
/// Answers one kind of probe. What is wrong is told to whoever asks for that very check and to the log; the overview, which anybody may stumble on, withholds
/// it as Kubernetes does.
/// </summary>
internal sealed class HealthEndpoint(string name, Func<IReadOnlyList<HealthEntry>> check, ILogger logger)
{
    public const string CheckParameter = "check";

    private string _toldTrouble = "";

    public string Name => name;

    public async Task HandleAsync(HttpContext context)
    {
        var entries = Check();
        TellTrouble(entries);
        var asked = context.Request.RouteValues[CheckParameter] as string;
        var (status, text) = string.IsNullOrEmpty(asked) ? Overview(entries, context.Request.Query) : One(entries, asked);
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.ContentLength = Encoding.UTF8.GetByteCount(text);
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.WriteAsync(text, context.RequestAborted).ConfigureAwait(false);
        }
    }

    private IReadOnlyList<HealthEntry> Check()
    {
        try
        {
            return check();
        }
        catch (Exception exception)
        {
            // A check that fails by exception is a check that fails: a probe never gets a 500 with a stack trace.
            return [new HealthEntry(name, IsHealthy: false, $"a check threw {exception.GetType().Name}")];
        }
    }

    private (int Status, string Text) Overview(IReadOnlyList<HealthEntry> entries, IQueryCollection query)
    {
        var excluded = query["exclude"].ToHashSet(StringComparer.Ordinal);
        var isVerbose = query.ContainsKey("verbose");
        var isHealthy = true;
        var text = new StringBuilder();
        foreach (var entry in entries)
        {
            var isExcluded = excluded.Remove(entry.Name);
            isHealthy &= isExcluded || entry.IsHealthy;
            text.Append(isExcluded || entry.IsHealthy ? "[+]" : "[-]").Append(OneLine(entry.Name))
                .Append(isExcluded ? " excluded: ok" : entry.IsHealthy ? " ok" : " failed: reason withheld").Append('\n');
        }

        if (excluded.Count > 0)
        {
            text.Append("warn: some health checks cannot be excluded: no matches for ")
                .AppendJoin(',', excluded.Select(missing => $"\"{OneLine(missing ?? "")}\"").Order(StringComparer.Ordinal)).Append('\n');
        }

        if (!isHealthy)
        {
            return (StatusCodes.Status503ServiceUnavailable, text.Append(name).Append(" check failed\n").ToString());
        }

        return (StatusCodes.Status200OK, isVerbose ? text.Append(name).Append(" check passed\n").ToString() : "ok");
    }

    private (int Status, string Text) One(IReadOnlyList<HealthEntry> entries, string asked)
    {
        var entry = entries.FirstOrDefault(entry => string.Equals(entry.Name, asked, StringComparison.Ordinal));
        return entry switch
        {
            null => (StatusCodes.Status404NotFound, $"There is no such check: /{name}?verbose lists them all.\n"),
            { IsHealthy: true } => (StatusCodes.Status200OK, "ok"),
            _ => (StatusCodes.Status503ServiceUnavailable, $"[-]{OneLine(entry.Name)} failed: {OneLine(entry.Message ?? "no reason given")}\n"),
        };
    }

    // Probes come every few seconds: only what changed is news.
    private void TellTrouble(IReadOnlyList<HealthEntry> entries)
    {
        var trouble = string.Join("; ", entries.Where(entry => !entry.IsHealthy).Select(entry => OneLine($"{entry.Name}: {entry.Message}")));
        if (string.Equals(Interlocked.Exchange(ref _toldTrouble, trouble), trouble, StringComparison.Ordinal))
        {
            return;
        }

        if (trouble.Length > 0)
        {
            HealthLog.ChecksFail(logger, name, trouble);
        }
        else
        {
            HealthLog.ChecksPass(logger, name);
        }
    }

    private static string OneLine(string text) => text.Any(char.IsControl) ? string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)) : text;
}
