namespace ModelSync.Api.Gates;

/// <summary>The methods of a probe.</summary>
public enum HttpMethodName
{
    /// <summary>GET.</summary>
    GET,

    /// <summary>HEAD.</summary>
    HEAD,

    /// <summary>POST.</summary>
    POST,
}
