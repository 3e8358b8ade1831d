using ModelSync.Playground.Nodes.Behaviors;
using ModelSync.Playground.Nodes.Life;
using ModelSync.Playground.Nodes.Pods;

namespace ModelSync.Playground.Nodes.Kubelets;

/// <summary>What the playground keeps of one pod. The feed sets the first two members; all else belongs to the one worker that has the pod.</summary>
internal sealed class SimulatedPod : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private volatile KubeletPod _pod;
    private volatile bool _isGone;
    private volatile PodLife? _life;

    public SimulatedPod(KubeletPod pod, PodServer? server) => (_pod, Server, Gone) = (pod, server, _gone.Token);

    /// <summary>As the API server last told of it.</summary>
    public KubeletPod Pod
    {
        get => _pod;
        set => _pod = value;
    }

    /// <summary>The API server has it no more.</summary>
    public bool IsGone
    {
        get => _isGone;
        set => _isGone = value;
    }

    /// <summary>Null before the first look.</summary>
    public PodLife? Life
    {
        get => _life;
        set => _life = value;
    }

    /// <summary>Null when nothing answers for it.</summary>
    public PodServer? Server { get; }

    /// <summary>Its Events so far; used by the one sender that tells of this pod.</summary>
    public EventTally Events { get; } = new();

    public BehaviorReading? Reading { get; set; }

    /// <summary>The status that the API server has last taken.</summary>
    public byte[]? Reported { get; set; }

    /// <summary>Cancelled when the pod is gone.</summary>
    public CancellationToken Gone { get; }

    /// <summary>Tells those who still follow its output that it is gone; a server that drains late may bring it here twice.</summary>
    public void Dispose()
    {
        if (!Gone.IsCancellationRequested)
        {
            _gone.Cancel();
            _gone.Dispose();
        }
    }
}
