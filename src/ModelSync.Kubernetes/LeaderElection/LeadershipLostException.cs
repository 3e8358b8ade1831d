namespace ModelSync.Kubernetes.LeaderElection;

/// <summary>
/// This process led and does so no more. What it had begun may be half done and another may have taken over: it must exit, and not go on as a follower
/// (controller-runtime #1132).
/// </summary>
public sealed class LeadershipLostException(string message, Exception? innerException = null) : Exception(message, innerException);
