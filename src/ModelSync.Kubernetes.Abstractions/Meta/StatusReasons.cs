namespace ModelSync.Kubernetes.Meta;

/// <summary>The reasons that API servers give, and the causes that need telling apart.</summary>
public static class StatusReasons
{
    /// <summary>Who are you? (401)</summary>
    public const string Unauthorized = "Unauthorized";

    /// <summary>You may not. (403)</summary>
    public const string Forbidden = "Forbidden";

    /// <summary>No such object or resource. (404)</summary>
    public const string NotFound = "NotFound";

    /// <summary>An object of that name is there. (409)</summary>
    public const string AlreadyExists = "AlreadyExists";

    /// <summary>The object is not as the request assumes, or another manager owns a field. (409)</summary>
    public const string Conflict = "Conflict";

    /// <summary>The resource version or continue token is no longer kept. (410)</summary>
    public const string Expired = "Expired";

    /// <summary>The older word for <see cref="Expired"/>. (410)</summary>
    public const string Gone = "Gone";

    /// <summary>The object breaks a rule. (422)</summary>
    public const string Invalid = "Invalid";

    /// <summary>The request cannot be understood. (400)</summary>
    public const string BadRequest = "BadRequest";

    /// <summary>The resource does not know the verb. (405)</summary>
    public const string MethodNotAllowed = "MethodNotAllowed";

    /// <summary>The server cannot answer in any media type that was asked for. (406)</summary>
    public const string NotAcceptable = "NotAcceptable";

    /// <summary>The server does not take bodies of this media type. (415)</summary>
    public const string UnsupportedMediaType = "UnsupportedMediaType";

    /// <summary>The body is too large. (413)</summary>
    public const string RequestEntityTooLarge = "RequestEntityTooLarge";

    /// <summary>Slow down. (429)</summary>
    public const string TooManyRequests = "TooManyRequests";

    /// <summary>The server cannot finish now; try again, later if it says when. (500)</summary>
    public const string ServerTimeout = "ServerTimeout";

    /// <summary>The request took too long. (504)</summary>
    public const string Timeout = "Timeout";

    /// <summary>The server failed. (500)</summary>
    public const string InternalError = "InternalError";

    /// <summary>The server cannot answer now. (503)</summary>
    public const string ServiceUnavailable = "ServiceUnavailable";

    /// <summary>The cause of a watch or list at a version that the server has not reached. (504 with this cause)</summary>
    public const string ResourceVersionTooLarge = "ResourceVersionTooLarge";

    /// <summary>The cause of a server-side apply that meets another manager's field.</summary>
    public const string FieldManagerConflict = "FieldManagerConflict";
}
