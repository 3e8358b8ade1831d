namespace ModelSync.Playground.Faults.Rules;

/// <content>What befalls connections, before anything is known of who opens them.</content>
public abstract partial record Fault
{
    /// <summary>A new connection leads to nothing.</summary>
    /// <param name="By">What the client sees.</param>
    public sealed record RefusedConnection(ConnectionCut By) : Fault
    {
        /// <inheritdoc/>
        public override string Name => "refuse-connection";

        internal override FaultTarget Target => FaultTarget.Connection;

        internal override void Print(RuleText text) => text.AddUnless(By == ConnectionCut.Reset, "by", RuleWord.Of(By));
    }

    /// <summary>The TLS handshake ends with an alert of the server.</summary>
    public sealed record TlsFailure : Fault
    {
        /// <inheritdoc/>
        public override string Name => "tls-failure";

        internal override FaultTarget Target => FaultTarget.Connection;

        internal override void Print(RuleText text)
        {
        }
    }

    /// <summary>The server shows a certificate that a client must not accept.</summary>
    /// <param name="Is">What is wrong with it.</param>
    public sealed record TlsCertificate(BadCertificate Is) : Fault
    {
        /// <inheritdoc/>
        public override string Name => "tls-certificate";

        internal override FaultTarget Target => FaultTarget.Connection;

        internal override void Print(RuleText text) => text.Add("is", RuleWord.Of(Is));
    }
}
