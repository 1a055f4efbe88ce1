namespace Partnero.Contracts.EntityFrameworkCore;

/// <summary>The inbox's own row was refused: by its index, where it is a duplicate, or by something else.</summary>
internal sealed class InboxRowRefusedException(Exception inner) : Exception("The inbox's row could not be saved.", inner);
