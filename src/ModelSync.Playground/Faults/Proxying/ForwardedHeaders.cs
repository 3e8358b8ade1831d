using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using ModelSync.Playground.Network;

namespace ModelSync.Playground.Faults.Proxying;

/// <summary>Which headers go through, and which belong to one connection alone.</summary>
internal static class ForwardedHeaders
{
    private const string RemoteUser = "X-Remote-User";
    private const string RemoteGroup = "X-Remote-Group";
    private const string RemotePrefix = "X-Remote-";

    public static void CopyTo(HttpRequestMessage message, IHeaderDictionary headers, Caller caller)
    {
        var isOfHop = HopHeaders.Of(headers);
        foreach (var (name, values) in headers)
        {
            // Whoever could send X-Remote headers through the front proxy's connection would be whoever they like.
            var isOfConnection = name.StartsWith(':') || isOfHop(name) || string.Equals(name, "Host", StringComparison.OrdinalIgnoreCase);
            if (!isOfConnection && !name.StartsWith(RemotePrefix, StringComparison.OrdinalIgnoreCase))
            {
                Add(message, name, values);
            }
        }

        if (caller.User is { } user)
        {
            Add(message, RemoteUser, ToBytes(user));
            Add(message, RemoteGroup, new StringValues([.. caller.Groups.Select(ToBytes)]));
        }
    }

    public static void CopyTo(HttpResponse response, HttpResponseMessage message)
    {
        Copy(message.Headers.NonValidated);
        Copy(message.Content.Headers.NonValidated);

        void Copy(System.Net.Http.Headers.HttpHeadersNonValidated headers)
        {
            foreach (var (name, values) in headers)
            {
                if (!HopHeaders.IsFixed(name))
                {
                    response.Headers[name] = values.Count == 1 ? new StringValues(values.ToString()) : new StringValues([.. values]);
                }
            }
        }
    }

    private static void Add(HttpRequestMessage message, string name, StringValues values)
    {
        if (values.Count > 1)
        {
            message.Version = HttpVersion.Version11;
            message.Headers.TryAddWithoutValidation(name, HeaderLines.Join(values));
        }
        else if (values.Count == 1 && !message.Headers.TryAddWithoutValidation(name, values.ToString()))
        {
            message.Content?.Headers.TryAddWithoutValidation(name, values.ToString());
        }
    }

    // The name of a user is UTF-8 in certificates and in the server, and headers carry bytes.
    private static string ToBytes(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));
}
