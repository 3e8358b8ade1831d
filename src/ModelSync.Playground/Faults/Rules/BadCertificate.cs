namespace ModelSync.Playground.Faults.Rules;

/// <summary>What is wrong with a server's certificate.</summary>
public enum BadCertificate
{
    /// <summary>Its time is over.</summary>
    Expired,

    /// <summary>It is for another host.</summary>
    WrongHost,

    /// <summary>Nobody that the client trusts has signed it.</summary>
    Untrusted,
}
