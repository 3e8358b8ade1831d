namespace ModelSync.Quickstart.Arguments;

/// <summary>What the command line asks for.</summary>
internal abstract record QuickstartArguments
{
    private QuickstartArguments()
    {
    }

    /// <summary>Run the story: in a playground of its own, or in the cluster of a context.</summary>
    public sealed record Run : QuickstartArguments
    {
        /// <summary>The context of the kubeconfig; null for a playground.</summary>
        public string? Context { get; init; }

        /// <summary>The image of the model server in a cluster.</summary>
        public string Image { get; init; } = DefaultImage;

        /// <summary>The port on which that image answers HTTP.</summary>
        public int Port { get; init; } = DefaultPort;

        /// <summary>Whether nobody is asked before a cluster is changed.</summary>
        public bool Yes { get; init; }

        /// <summary>Whether what was made in a cluster is removed at the end.</summary>
        public bool Remove { get; init; } = true;

        /// <summary>Whether everything goes on after the story; null decides by whether a person sits at a terminal.</summary>
        public bool? Keep { get; init; }

        /// <summary>Whether to print plain lines on a terminal, too.</summary>
        public bool Plain { get; init; }
    }

    public sealed record Help : QuickstartArguments;

    public sealed record Invalid(string Error) : QuickstartArguments;

    /// <summary>Answers any GET on its port, and says which pod it is at /hostname.</summary>
    public const string DefaultImage = "registry.k8s.io/e2e-test-images/agnhost:2.47";

    public const int DefaultPort = 8080;
}
